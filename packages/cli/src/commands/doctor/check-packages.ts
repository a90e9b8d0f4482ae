import type { AvailableFormatInfo } from 'sharp';
import { createNodeRuntime, loadOnnxRuntime } from '@langseg/adapters/node';
import { failed, type Check } from './check.js';

/** The native package that runs models. */
export async function checkRuntime(): Promise<Check> {
  const name = 'onnxruntime-node';
  try {
    const { env } = await loadOnnxRuntime();
    const { devices } = createNodeRuntime().capabilities;
    return { name, status: 'ok', found: `${env.versions.node ?? 'present'}; devices: ${devices.join(', ')}` };
  } catch (error) {
    return {
      ...failed(name, error),
      advice:
        'Run "npm install onnxruntime-node"; behind a firewall set ONNXRUNTIME_NODE_INSTALL=skip before it.',
    };
  }
}

/** The native package that decodes photos. */
export async function checkImages(): Promise<Check> {
  const name = 'sharp';
  try {
    const { default: sharp } = await import('sharp');
    const formats = Object.entries<AvailableFormatInfo>({ ...sharp.format }).filter(
      ([, { input }]) => input.file,
    );
    return {
      name,
      status: 'ok',
      found: `${sharp.versions.sharp ?? 'present'}; reads ${formats.map(([format]) => format).join(', ')}`,
    };
  } catch (error) {
    return { ...failed(name, error), advice: 'Run "npm install sharp".' };
  }
}
