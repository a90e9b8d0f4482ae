/** Why commands of the documentation are not run, and which test does what they do. */
export interface Exception {
  readonly matches: RegExp;
  readonly reason: string;
  /** From the root of the workspace. */
  readonly coveredBy?: string;
}

export const exceptions: readonly Exception[] = [
  {
    matches: /^(ONNXRUNTIME_NODE_INSTALL=skip )?npm install\b|^npm init\b/,
    reason: 'needs a registry that has the packages',
    coveredBy: 'e2e/packed-packages.test.ts',
  },
  { matches: /--plugin |^LANGSEG_PLUGINS=/, reason: 'needs plugins; e2e/plugins.test.ts runs such commands with its own' },
  { matches: /^npm (ci|test|run build)$/, reason: 'is what has led here' },
  { matches: /^(cd apps\/playground|npx vite)$/, reason: 'ends when it is told to' },
  {
    matches: /^npx nx (build|e2e|test|run-many|affected|graph)\b/,
    reason: 'is a part of all checks',
    coveredBy: 'tools/meta/src/nx-targets.test.ts',
  },
  { matches: /^npm run benchmarks\b/, reason: 'takes minutes' },
  {
    matches: /^npm run hostile\b/,
    reason: 'takes minutes',
    coveredBy: 'tools/hostile/src/attack.test.ts',
  },
  {
    matches: /^npm run parity\b/,
    reason: 'takes a minute, and is run by a test of its own',
    coveredBy: 'tools/parity/src/run-cases.test.ts',
  },
  {
    matches: /^(npm run example examples\/backend\b|curl .*127\.0\.0\.1:3000\/)/,
    reason: 'is run by a test of its own',
    coveredBy: 'examples/src/backend.test.ts',
  },
  {
    matches: /^npm run example\b/,
    reason: 'is run by a test of its own',
    coveredBy: 'examples/src/examples.test.ts',
  },
  { matches: /^npm run (eval|calibrate|data|train|recipe)[:\w]*/, reason: 'needs data sets that are not here' },
  {
    matches: /^(export LANGSEG_\w+=|alias run=|(LANGSEG_RUN=\S+ )?run recipes\/|python3 )/,
    reason: 'makes the built-in model anew, which takes data sets and days',
  },
  { matches: /^(npm run release|git push|npx nx release)\b/, reason: 'publishes' },
  {
    matches: /^(npx esbuild|cp (-r )?node_modules\/)/,
    reason: 'works on installed packages',
    coveredBy: 'e2e/bundlers.test.ts',
  },
  {
    matches: /^node five-lines\.mjs$/,
    reason: 'is run by a test of its own',
    coveredBy: 'packages/cli/src/programs-in-docs.test.ts',
  },
  {
    matches: /^(export (AWS_\w+|LANGSEG_DATABASE)=.*|langseg batch )/,
    reason: 'needs a queue with a worker',
    coveredBy: 'packages/cli/src/commands/batch/batch.test.ts',
  },
  {
    matches: /^(kubectl|docker compose) /,
    reason: 'needs a cluster or containers',
    coveredBy: 'packages/cli/src/commands/batch/manifests.test.ts',
  },
  { matches: /^find node_modules\//, reason: 'removes files of an installation' },
  {
    matches: /^(HF_TOKEN=\S+ npx )?langseg models push /,
    reason: 'needs a hub that one may write to',
    coveredBy: 'packages/hub/src/push-model.test.ts',
  },
  {
    matches: /^langseg models \w+ owner\/name/,
    reason: 'needs the hub',
    coveredBy: 'packages/cli/src/commands/models/models.test.ts',
  },
  {
    matches: /^langseg convert [\w-]+\/[\w.-]+(@\w+)? --out \w+$/,
    reason: 'needs the hub',
    coveredBy: 'packages/cli/src/commands/convert/convert-hub.test.ts',
  },
  {
    matches: /^langseg (convert (tips_v2|dinov2_|ViT-)|segment .*--model (tips|dinotxt|sclip|talk2dino)\b)/,
    reason: 'needs the published weights',
    coveredBy: 'packages/convert/src/tips.test.ts',
  },
  {
    matches: /^langseg (calibrate\b|segment .*--model calibrated\b)/,
    reason: 'needs photos whose classes the model tells apart',
    coveredBy: 'packages/cli/src/commands/calibrate/calibrate.test.ts',
  },
  {
    matches: /^curl .*https:\/\/example\.org/,
    reason: 'needs the network',
    coveredBy: 'packages/cli/src/commands/segment/segment.test.ts',
  },
];
