import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { createProgram } from '../../create-program.js';
import type { CommandContext } from '../command-context.js';
import { createTerminal } from '../../terminal/terminal.js';

const deploy = new URL('../../../../../deploy/', import.meta.url);

/** Documents of a file, with its anchors and merges resolved as Compose and Kubernetes do it. */
function documents(path: string): unknown[] {
  return parseAllDocuments(readFileSync(new URL(path, deploy), 'utf8'), { merge: true }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });
}

/** Fails unless the command line has such a command with such options. */
function assertCommand(args: readonly string[]): void {
  const io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: {},
    signal: AbortSignal.any([]),
  };
  const context: CommandContext = { io, terminal: createTerminal(io), debug: false, fail: () => undefined };
  let command: Command = createProgram(context);
  let rest = [...args];
  for (let found; (found = command.commands.find((below) => below.name() === rest[0])); rest = rest.slice(1))
    command = found;
  expect(command.commands, `${args.join(' ')} names a command`).toHaveLength(0);
  const { unknown } = command.parseOptions(rest);
  expect(unknown, `${args.join(' ')} has options that there are not`).toEqual([]);
  for (const option of command.options.filter(({ mandatory }) => mandatory))
    expect(
      command.getOptionValue(option.attributeName()),
      `${args.join(' ')} needs ${option.long}`,
    ).toBeDefined();
}

/** Words of a line of a shell, as far as these files use one. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

const quantity = z.string().regex(/^\d+(\.\d+)?(m|Mi|Gi)?$/);
const name = z.string().regex(/^[a-z\d]([-a-z\d]*[a-z\d])?$/);
const count = z.int().min(1);

/** The fields of Kubernetes' batch/v1 that these files use; any other is a mistake, or belongs here. */
const job = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.strictObject({ name }),
  spec: z.strictObject({
    completionMode: z.literal('Indexed').optional(),
    completions: count.optional(),
    parallelism: count.optional(),
    backoffLimit: count.optional(),
    backoffLimitPerIndex: count.optional(),
    template: z.strictObject({
      metadata: z.strictObject({ annotations: z.record(z.string(), z.string()) }).optional(),
      spec: z.strictObject({
        restartPolicy: z.enum(['Never', 'OnFailure']),
        terminationGracePeriodSeconds: count.optional(),
        containers: z.array(
          z.strictObject({
            name,
            image: z.literal('langseg'),
            command: z.array(z.string()).optional(),
            args: z.array(z.string()).min(1),
            envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name }) })).optional(),
            ports: z.array(z.strictObject({ name, containerPort: count })).optional(),
            livenessProbe: z
              .strictObject({
                httpGet: z.strictObject({ path: z.literal('/healthz'), port: name }),
                initialDelaySeconds: count,
                periodSeconds: count,
                failureThreshold: count,
              })
              .optional(),
            volumeMounts: z
              .array(
                z.strictObject({
                  name,
                  mountPath: z.string().startsWith('/'),
                  readOnly: z.boolean().optional(),
                }),
              )
              .optional(),
            resources: z
              .strictObject({
                requests: z.strictObject({ cpu: quantity, memory: quantity }),
                limits: z.strictObject({ memory: quantity }),
              })
              .optional(),
          }),
        ),
        volumes: z
          .array(
            z.strictObject({
              name,
              persistentVolumeClaim: z.strictObject({ claimName: name, readOnly: z.boolean().optional() }),
            }),
          )
          .optional(),
      }),
    }),
  }),
});

describe.each(['kubernetes/workers.yaml', 'kubernetes/shards.yaml'])('%s', (path) => {
  it('is valid, and its commands are those of the command line', () => {
    for (const document of documents(path)) {
      const { spec } = job.parse(document);
      const indexed = spec.completionMode === 'Indexed';
      // What Kubernetes refuses beyond single fields.
      if (indexed) expect(spec.completions).toBeGreaterThan(0);
      expect(spec.backoffLimitPerIndex !== undefined).toBe(indexed);
      const { containers, volumes = [], restartPolicy } = spec.template.spec;
      if (indexed) expect(restartPolicy).toBe('Never');
      for (const { args, command, volumeMounts = [], ports = [], livenessProbe } of containers) {
        expect(volumeMounts.map((mount) => mount.name).sort()).toEqual(
          volumes.map((volume) => volume.name).sort(),
        );
        if (livenessProbe) expect(ports.map((port) => port.name)).toContain(livenessProbe.httpGet.port);
        if (command === undefined) assertCommand(args);
        else {
          expect(command).toEqual(['/bin/sh', '-c']);
          const [exec, langseg, ...rest] = words(args.join(' '));
          expect([exec, langseg]).toEqual(['exec', 'langseg']);
          assertCommand(rest);
          expect(rest[rest.indexOf('--shard') + 1]).toBe(`$((JOB_COMPLETION_INDEX + 1))/${spec.completions}`);
        }
      }
    }
  });
});

const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string().regex(/^(\$\{\w+:-\.\/\w+\}|\w+):\/[\w/]+(:ro)?$/)),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string(), retries: count }).optional(),
  profiles: z.array(name).optional(),
  command: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.enum(['unless-stopped']).optional(),
});

it('compose.yaml is valid, and its commands are those of the command line', () => {
  const [file] = documents('compose.yaml');
  const { services, volumes } = z
    .strictObject({
      name,
      'x-langseg': z.unknown(),
      services: z.record(name, service),
      volumes: z.record(name, z.null()),
    })
    .parse(file);
  expect(Object.keys(services)).toEqual(['database', 'submit', 'worker']);
  for (const { command, depends_on = {}, volumes: mounts } of Object.values(services)) {
    if (command) assertCommand(command);
    for (const other of Object.keys(depends_on)) expect(services[other].healthcheck).toBeDefined();
    for (const mount of mounts.filter((text) => !text.startsWith('$')))
      expect(volumes).toHaveProperty(mount.split(':')[0]);
  }
});

it('the image has the command and the package that the commands need', () => {
  const text = readFileSync(new URL('Dockerfile', deploy), 'utf8');
  expect(text).toMatch(/npm install --global @langseg\/cli @langseg\/batch\b/);
  expect(text).toMatch(/^ENTRYPOINT \["langseg"\]$/m);
});
