import { describe, expect, it } from 'vitest';
import { findServerModels } from '../engine/server-models.js';
import { firstModel, sharedModel } from './first-model.js';

const page = 'https://example.org/play/';
const answer =
  (body: unknown, status = 200) =>
  async () =>
    new Response(JSON.stringify(body), { status });
const street = { name: 'Street', url: `${page}models/street/` };
const facts = {
  version: 1,
  model: 'street',
  models: [{ id: 'street', name: 'Street', url: 'models/street/' }],
};

describe('the models of the server', () => {
  it('are found beside the page', async () => {
    expect(await findServerModels(page, answer(facts))).toEqual({ models: [street], first: street });
  });

  it.each([
    ['none', answer({ version: 1, model: 'default', models: [] })],
    ['another version', answer({ ...facts, version: 2 })],
    ['other JSON', answer([])],
    ['no JSON', async () => new Response('<!doctype html>')],
    ['no answer', async () => Promise.reject(new TypeError('offline'))],
  ])('are none with %s', async (_what, get) => {
    expect(await findServerModels(page, get)).toEqual({ models: [], first: undefined });
  });
});

describe('the first model', () => {
  const server = { models: [street], first: street };
  const nothing = { models: [] };
  const ofServer = { kind: 'server', ...street } as const;

  it.each([
    ['the server’s', undefined, server, ofServer],
    ['the default one where the server has none', undefined, nothing, { kind: 'default' }],
    ['the default one when it was chosen', 'default', server, { kind: 'default' }],
    ['the server’s when it was chosen by address', street.url, server, ofServer],
    ['the server’s when it had another before', `${page}models/former/`, server, ofServer],
    ['the default one when the server has none any more', street.url, nothing, { kind: 'default' }],
    ['another that was chosen', 'owner/name', server, { kind: 'url', url: 'owner/name' }],
  ] as const)('is %s', (_which, wanted, models, expected) => {
    expect(firstModel(wanted, models, page)).toEqual(expected);
  });

  it('need not be said in the address, another one must', () => {
    expect(sharedModel(ofServer, server)).toBeUndefined();
    expect(sharedModel({ kind: 'default' }, server)).toBe('default');
    expect(sharedModel({ kind: 'default' }, nothing)).toBeUndefined();
    expect(sharedModel({ kind: 'url', url: 'owner/name' }, server)).toBe('owner/name');
  });
});
