import { Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import { withSetup } from '../model-context.js';
import { devices, modelOption } from '../model-options.js';
import { wholeNumber } from '../option-values.js';
import { addLabelStudioOptions } from './label-studio-options.js';
import type { ServeOptions } from './serve-options.js';

const details = `
The playground runs in the browser; photos don't leave it. With --api, POST /v1/segment segments photos here:
  $ curl -F image=@photo.jpg -F labels="sky, grass, dog" http://localhost:8080/v1/segment

Ctrl-C finishes open requests and ends the server; a second Ctrl-C ends it immediately.

Examples:
  $ langseg serve
  $ langseg serve --model ./lseg --port 3000
  $ langseg serve --label-studio --no-playground --port 9090 --label-studio-files ./photos
  $ langseg serve --api --no-playground --host 0.0.0.0 --max-queue 100`;

/** `langseg serve`. */
export function serveCommand(context: CommandContext): Command {
  const count = (flags: string, description: string, min = 1): Option =>
    new Option(flags, description).argParser(wholeNumber(min));
  const command = addSetupOptions(new Command('serve'))
    .description("Serve the playground, and on request a JSON API and Label Studio's ML backend.")
    .addOption(modelOption())
    .addOption(count('-p, --port <port>', 'port; 0 takes any free port', 0).default(8080))
    .addOption(
      new Option('--host <host>', 'address to listen on; 0.0.0.0 for all addresses of this machine').default(
        '127.0.0.1',
      ),
    )
    .addOption(
      new Option(
        '--allowed-hosts <name...>',
        'further names of this server, such as models.example.org or .example.org; "*" for any',
      ),
    )
    .addOption(new Option('--playground <folder>', 'serve another built web app instead of the playground'))
    .addOption(new Option('--no-playground', 'serve only the API'))
    .addOption(new Option('--api', 'serve POST /v1/segment'))
    .addOption(
      new Option(
        '--cors <origin...>',
        'API: sites whose pages may use it, such as https://example.org, or "*" for all',
      ),
    )
    .addOption(new Option('--device <device>', 'API: where the model runs (default: cpu)').choices(devices))
    .addOption(count('--threads <count>', 'API: threads of one run (default: physical cores, at most 16)'))
    .addOption(count('--workers <count>', 'API: processes, each with the model in memory (default: 1)'))
    .addOption(count('--max-body <bytes>', 'API: bytes of a request (default: 20 million)'))
    .addOption(count('--max-pixels <count>', 'API: pixels of a photo (default: 24 million)'))
    .addOption(count('--max-labels <count>', 'API: labels of a request (default: 256)'))
    .addOption(count('--max-queue <count>', 'API: photos that may wait (default: 32)', 0))
    .addOption(count('--timeout <seconds>', 'API: time limit for a photo, including waiting (default: 60)'))
    .addOption(new Option('--json', 'print the address as JSON'));
  return addLabelStudioOptions(command)
    .addHelpText('after', details)
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.js');
      await serve(options, await withSetup(context, options));
    });
}
