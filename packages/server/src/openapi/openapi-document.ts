import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { segmentSchema, type RequestRules } from '../requests/segment-request.js';
import { areasSchema, errorSchema, modelsSchema, resultSchema } from './answer-schemas.js';

type Json = Readonly<Record<string, unknown>>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): Json => ({ 'application/json': { schema } });

/** Statuses of refusals, and for what. */
const refusals: Readonly<Record<string, string>> = {
  400: 'The body is damaged, or a field is missing or wrong.',
  403: 'The server does not answer under this name, or a page of another site sent the request.',
  408: 'The request did not arrive in time.',
  413: 'Too many bytes, pixels, or labels for so many pixels.',
  415: 'The body is neither a form nor JSON, or is not compressed with gzip, deflate or br.',
  422: 'The photo is not an image or is damaged, or the labels can’t be used.',
  429: 'Too many photos are waiting; try again after Retry-After seconds.',
  500: 'An error in the server.',
  503: 'The photo was not done in time, or the server is shutting down.',
};

/** The API as an OpenAPI 3.1 document, made from the schemas that check requests. */
export function openApiDocument(rules: RequestRules): Json {
  const errors = Object.fromEntries(
    Object.entries(refusals).map(([status, description]) => [
      status,
      { description, content: json(ref('Error')) },
    ]),
  );
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return {
    openapi: '3.1.0',
    info: {
      title: 'LangSeg',
      version,
      description: 'Masks from words.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.' }],
    paths: {
      '/v1/segment': {
        post: {
          operationId: 'segment',
          summary: 'Label every pixel of a photo with the word that fits it best',
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': { schema: ref('SegmentForm') },
              'application/json': { schema: ref('SegmentRequest') },
            },
          },
          responses: {
            200: {
              description: 'The result in the requested form.',
              content: {
                ...json({ anyOf: [ref('Result'), ref('Areas')] }),
                ...filesOf(rules),
              },
            },
            ...errors,
          },
        },
      },
      '/v1/models': {
        get: {
          operationId: 'models',
          summary: 'The model of the server, and its limits',
          responses: { 200: { description: 'Models and limits.', content: json(ref('Models')) } },
        },
      },
    },
    components: {
      schemas: {
        SegmentRequest: withPhoto(rules, {
          type: 'string',
          contentEncoding: 'base64',
          description: 'The encoded photo in base64, also as a data: address.',
        }),
        SegmentForm: withPhoto(rules, {
          type: 'string',
          contentMediaType: 'application/octet-stream',
          description: 'The photo as a file: JPEG, PNG, WebP, GIF, TIFF or AVIF.',
        }),
        Label: labelSchemaOf(rules),
        Result: schemaOf(resultSchema),
        Areas: schemaOf(areasSchema),
        Models: schemaOf(modelsSchema),
        Error: schemaOf(errorSchema),
      },
    },
  };
}

/** Answers that are no JSON, by media type. */
function filesOf({ formats }: RequestRules): Json {
  const types = new Set(
    formats.map(({ mediaType }) => mediaType).filter((type) => type !== 'application/json'),
  );
  return Object.fromEntries(
    [...types].map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]),
  );
}

/** A label of a request, which may hold others. */
function labelSchemaOf(rules: RequestRules): Json {
  const { $defs } = schemaOf(segmentSchema(rules), 'input') as { $defs: { Label: Json } };
  return $defs.Label;
}

/** The fields that requests are checked by, a photo, and labels also as one text. */
function withPhoto(rules: RequestRules, image: Json): Json {
  const { $defs: _, ...fields } = schemaOf(segmentSchema(rules), 'input') as {
    $defs: Json;
    properties: Readonly<Record<string, Json>>;
    required: readonly string[];
  };
  const text = { type: 'string', description: 'Labels separated by commas.' };
  const tree = { type: 'object', description: 'A tree by names: {"seat": ["chair", "sofa"], "sky": null}.' };
  const labels = { anyOf: [fields.properties.labels, text, tree] };
  return {
    ...fields,
    properties: { image, ...fields.properties, labels },
    required: ['image', ...fields.required],
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
