import { createNodeRuntime, loadOnnxRuntime } from '@langseg/adapter-node';
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
        'Run "npm install onnxruntime-node"; behind a firewall, set ONNXRUNTIME_NODE_INSTALL=skip first.',
    };
  }
}

/** What is read of photos, and what sharp calls it; of the HEIF family AVIF alone. */
const imageFormats = [
  ['JPEG', 'jpeg'],
  ['PNG', 'png'],
  ['WebP', 'webp'],
  ['GIF', 'gif'],
  ['TIFF', 'tiff'],
  ['AVIF', 'heif'],
] as const;

/** The native package that decodes photos. */
export async function checkImages(): Promise<Check> {
  const name = 'sharp';
  try {
    const { default: sharp } = await import('sharp');
    const reads = imageFormats.filter(([, id]) => sharp.format[id].input.buffer);
    return {
      name,
      status: 'ok',
      found: `${sharp.versions.sharp ?? 'present'}; reads ${reads.map(([format]) => format).join(', ')}`,
    };
  } catch (error) {
    return { ...failed(name, error), advice: 'Run "npm install sharp".' };
  }
}
