import { Command, Option } from 'commander';
import { addSetupOptions } from '../../setup/setup-options.js';
import type { CommandContext } from '../command-context.js';
import type { DoctorOptions } from './doctor.js';

/** `langseg doctor`. */
export function doctorCommand(context: CommandContext): Command {
  return addSetupOptions(new Command('doctor'))
    .description('Check this machine: what works, what is slow, and what to do about it.')
    .addOption(new Option('--json', 'print a JSON object'))
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor.js');
      await doctor(options, context);
    });
}
