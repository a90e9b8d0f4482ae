/** Items of a list in JSON, one after the other, without its brackets. */
export async function* jsonList(items: AsyncIterable<unknown>): AsyncGenerator<string, void, undefined> {
  let separator = '\n';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
}
