import * as z from 'zod';

const label = z.object({
  index: z.int().describe('Value of its pixels in a mask.'),
  label: z.string(),
  color: z.array(z.int().min(0).max(255)).length(3).describe('Red, green, blue.'),
  pixels: z.int(),
  share: z.number().min(0).max(1),
});

const segment = z.object({
  index: z.int(),
  label: z.string(),
  pixels: z.int(),
  share: z.number().min(0).max(1),
  segmentation: z.object({
    size: z.array(z.int()).length(2).describe('Height, width.'),
    counts: z.string().describe('COCO RLE, compressed.'),
  }),
});

/** The answer to `output: json`, and with `segments` to `output: rle`. */
export const resultSchema = z.object({
  width: z.int(),
  height: z.int(),
  multiLabel: z.literal(true).optional().describe('Labels share pixels: shares add up to more than 1.'),
  labels: z.array(label),
  segments: z.array(segment).optional().describe('output: rle only.'),
  at: z
    .object({
      x: z.int(),
      y: z.int(),
      label: z.string().describe('The label of the pixel.'),
      index: z.int(),
      ranking: z
        .array(
          z.object({
            label: z.string(),
            index: z.int(),
            score: z.number().describe('What labels are compared by: the logit.'),
            probability: z.number(),
            similarity: z.number().optional().describe('Cosine between pixel and word.'),
            word: z.string().optional().describe('The word of the label that fits best.'),
          }),
        )
        .describe('The best labels.'),
      margin: z.number().optional().describe('Difference of the two best scores.'),
      otherwise: z.string().optional().describe('What the pixel would be without its label.'),
      nearest: z.array(z.object({ word: z.string(), similarity: z.number() })).optional(),
    })
    .optional()
    .describe('Why the pixel of "at" has its label.'),
  warnings: z.array(z.string()).describe('Warnings about the photo and the labels.'),
});

const area = z.object({
  index: z.int(),
  label: z.string(),
  color: label.shape.color,
  pixels: z.int(),
  box: z.array(z.number()).length(4).describe('x, y, width, height.'),
  score: z.number().min(0).max(1).optional(),
  segmentation: z.union([
    segment.shape.segmentation,
    z.array(z.array(z.number())).describe('Polygons, each as x, y, x, y, …'),
  ]),
});

/** The answer to `output: areas`. */
export const areasSchema = z.object({
  width: z.int(),
  height: z.int(),
  areas: z.array(area),
  warnings: z.array(z.string()).describe('Warnings about the photo and the labels.'),
});

/** Every unsuccessful answer. */
export const errorSchema = z.object({
  error: z.object({ code: z.string().describe('Stable.'), message: z.string().describe('For people.') }),
});

const model = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['embedded', 'bundle']).describe('Whether it is the default model, which comes with LangSeg.'),
  description: z.string().optional(),
  license: z.string().optional(),
  bytes: z.int(),
  components: z.record(z.string(), z.string()).describe('Type of each part of the pipeline.'),
  preprocessing: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('preprocessor_config.json of the model.'),
});

/** The answer of `GET /v1/models`. */
export const modelsSchema = z.object({
  models: z.array(model),
  limits: z.object({
    maxBodyBytes: z.int(),
    maxPixels: z.int(),
    maxLabels: z.int(),
    maxLongestSide: z.int(),
    maxComparisons: z.int(),
  }),
});

/** Answer of `GET /v1/models`. */
export type ModelsAnswer = z.output<typeof modelsSchema>;
