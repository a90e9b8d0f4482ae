import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disableTelemetry } from './disable-telemetry.js';

const { inspector } = vi.hoisted(() => ({ inspector: { connectToMainThread: vi.fn() } }));

describe('the telemetry of onnxruntime', () => {
  beforeEach(() => vi.stubEnv('ORT_DISABLE_TELEMETRY', undefined));
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.doUnmock('node:worker_threads');
    vi.doUnmock('node:inspector');
    vi.resetModules();
  });

  it.each([undefined, '', ' ', '2', 'never', 'enabled'])('is off when the variable is %j', async (value) => {
    vi.stubEnv('ORT_DISABLE_TELEMETRY', value);
    await disableTelemetry();
    expect(process.env.ORT_DISABLE_TELEMETRY).toBe('1');
  });

  it.each(['0', 'false', 'No', ' off '])('stays on for those who ask for it with %j', async (value) => {
    vi.stubEnv('ORT_DISABLE_TELEMETRY', value);
    await disableTelemetry();
    expect(process.env.ORT_DISABLE_TELEMETRY).toBe(value);
  });

  it('is refused by a worker thread that can not reach the main thread, unless it is off already', async () => {
    vi.doMock('node:worker_threads', () => ({ isMainThread: false }));
    vi.doMock('node:inspector', () => ({
      Session: class {
        connectToMainThread = inspector.connectToMainThread;
      },
    }));
    inspector.connectToMainThread.mockImplementation(() => {
      throw new Error('There is no inspector.');
    });
    vi.resetModules();
    const inThread = await import('./disable-telemetry.js');
    await expect(inThread.disableTelemetry()).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringContaining('ORT_DISABLE_TELEMETRY=1'),
    });
    vi.stubEnv('ORT_DISABLE_TELEMETRY', 'yes');
    await inThread.disableTelemetry();
  });
});
