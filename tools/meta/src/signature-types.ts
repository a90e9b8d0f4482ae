import ts from 'typescript';

/**
 * The types that the signatures of a module's exports name: of functions and their options, members of classes and
 * interfaces, type aliases. What is inside of functions and private members does not count.
 *
 * @returns named types, each once, with the alias of an import followed to what it stands for.
 */
export function signatureTypes(
  checker: ts.TypeChecker,
  exports: readonly ts.Symbol[],
): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();

  function visit(node: ts.Node): void {
    if (ts.isBlock(node) || isPrivate(node)) return;
    if (ts.isTypeReferenceNode(node)) add(node.typeName);
    if (ts.isExpressionWithTypeArguments(node)) add(node.expression);
    const initializer = hasInitializer(node) && node.initializer;
    ts.forEachChild(node, (child) => (child === initializer ? undefined : visit(child)));
  }

  function add(name: ts.Node): void {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol) found.add(target(checker, symbol));
  }

  for (const symbol of exports) target(checker, symbol).declarations?.forEach(visit);
  return found;
}

/** What an imported or exported name stands for. */
export function target(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isPrivate(node: ts.Node): boolean {
  if (ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')) return true;
  if (!ts.isClassElement(node)) return false;
  if (node.name && ts.isPrivateIdentifier(node.name)) return true;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
}

function hasInitializer(node: ts.Node): node is ts.ParameterDeclaration | ts.PropertyDeclaration {
  return ts.isParameter(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node);
}
