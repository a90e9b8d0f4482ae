/** A model that can be had from others and converted. */
export interface CatalogueModel {
  /** Name on the hub, or of the files where it is not there. */
  readonly id: string;
  /** For people: `TIPSv2 B/14`. */
  readonly name: string;
  /** Type of the image encoder that it becomes. */
  readonly type: string;
  /** Sizes of the network by the name of that architecture's preset. */
  readonly sizes: string;
  /** Parameters in millions. */
  readonly parameters: { readonly image: number; readonly text: number };
  /** SPDX name of the licence of the weights; `unstated` where none is stated. */
  readonly license: string;
  /** Billions of multiplications for the photo's side of one window, or of one photo where it is seen whole. */
  readonly gigaMacs: number;
  /** Published zero-shot mIoU on ADE20K with 150 classes, and whose figure it is. */
  readonly ade20k?: { readonly miou: number; readonly source: string };
  /** The page about it below `docs/`. */
  readonly page: string;
  /** What makes a bundle of it. */
  readonly command: string;
  /** Addresses of its files, where it is not on the hub: by what `convert` calls them. */
  readonly files?: {
    readonly weights: string;
    readonly moreWeights: readonly string[];
    readonly textWeights: string;
  };
  /** Published SHA-256 of its files, by name. */
  readonly sha256?: Readonly<Record<string, string>>;
}

const tipsSource = 'https://github.com/google-deepmind/tips#v2-models';
/** Where `torch.hub` has it from (facebookresearch/dinov2, `dinov2/hub/dinotxt.py`). */
const dinotxtFiles = 'https://dl.fbaipublicfiles.com/dinov2/dinov2_vitl14/dinov2_vitl14_reg4';
const sclipSource = 'https://github.com/wangf3014/SCLIP#results';

/** A TIPSv2 on the hub. */
function tips(
  size: string,
  sizes: string,
  [image, text]: readonly [number, number],
  gigaMacs: number,
  miou: number,
): CatalogueModel {
  const id = `google/tipsv2-${sizes}`;
  return {
    id,
    name: `TIPSv2 ${size}`,
    type: 'tips',
    sizes,
    parameters: { image, text },
    license: 'Apache-2.0',
    gigaMacs,
    ade20k: { miou, source: tipsSource },
    page: 'encoders/tips.md',
    command: `langseg convert ${id} --out tips`,
  };
}

/** One of OpenAI's CLIPs, in its own file; the hub has the same weights as transformers names them. */
function openAi(
  size: string,
  sizes: string,
  file: string,
  [image, text]: readonly [number, number],
  gigaMacs: number,
  sha256: string,
): CatalogueModel {
  const id = `openai/clip-vit-${hubNames[sizes]}`;
  return {
    id,
    name: `CLIP ${size}`,
    type: 'clip',
    sizes,
    parameters: { image, text },
    license: 'MIT',
    gigaMacs,
    ...(sizes === 'b16' && { ade20k: { miou: 16.45, source: sclipSource } }),
    page: 'encoders/clip.md',
    command: `langseg convert ${id} --readout csa --out clip`,
    sha256: { [file]: sha256 },
  };
}

const hubNames: Readonly<Record<string, string>> = {
  b32: 'base-patch32',
  b16: 'base-patch16',
  l14: 'large-patch14',
  'l14-336': 'large-patch14-336',
};

/** Models that are known to be convertible, the ones with the best published scores first within each family. */
export const modelCatalogue: readonly CatalogueModel[] = [
  tips('L/14', 'l14', [303.2, 183.9], 357.9, 24.7),
  tips('So400m/14', 'so400m14', [412.4, 448.3], 482.8, 23.3),
  tips('g/14', 'g14', [1136, 389.1], 1284.2, 17.8),
  tips('B/14', 'b14', [85.7, 109.6], 104.2, 17.4),
  openAi(
    'B/16',
    'b16',
    'ViT-B-16.pt',
    [86.2, 63.4],
    17.3,
    '5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f',
  ),
  openAi(
    'B/32',
    'b32',
    'ViT-B-32.pt',
    [87.8, 63.4],
    4.4,
    '40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af',
  ),
  openAi(
    'L/14',
    'l14',
    'ViT-L-14.pt',
    [304, 123.7],
    80.5,
    'b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836',
  ),
  openAi(
    'L/14@336',
    'l14-336',
    'ViT-L-14-336px.pt',
    [304.3, 123.7],
    189.5,
    '3035c92b350959924f9f00213499208652fc7ea050643e8b385c2dac08641f02',
  ),
  {
    id: 'lorebianchi98/Talk2DINO-ViTB',
    name: 'Talk2DINO B/14',
    type: 'talk2dino',
    sizes: 'b14-reg4',
    parameters: { image: 86.6, text: 64.4 },
    license: 'unstated',
    gigaMacs: 107.4,
    page: 'encoders/talk2dino.md',
    command: 'langseg convert lorebianchi98/Talk2DINO-ViTB --out talk2dino',
  },
  {
    id: 'lorebianchi98/Talk2DINO-ViTL',
    name: 'Talk2DINO L/14',
    type: 'talk2dino',
    sizes: 'l14-reg4',
    parameters: { image: 304.4, text: 65 },
    license: 'unstated',
    gigaMacs: 363.5,
    page: 'encoders/talk2dino.md',
    command: 'langseg convert lorebianchi98/Talk2DINO-ViTL --out talk2dino',
  },
  {
    id: 'dinov2_vitl14_reg4_dinotxt_tet1280d20h24l',
    name: 'dino.txt L/14',
    type: 'dinotxt',
    sizes: 'l14',
    parameters: { image: 330.7, text: 538.2 },
    license: 'Apache-2.0',
    gigaMacs: 552.6,
    page: 'encoders/dinotxt.md',
    command: 'langseg convert dinov2_vitl14_reg4_dinotxt_tet1280d20h24l --out dinotxt',
    files: {
      weights: `${dinotxtFiles}_pretrain.pth`,
      moreWeights: [`${dinotxtFiles}_dinotxt_tet1280d20h24l_vision_head.pth`],
      textWeights: `${dinotxtFiles}_dinotxt_tet1280d20h24l_text_encoder.pth`,
    },
  },
];

/** About how large a bundle with weights in fp32 is, in bytes. */
export function bundleBytes({ parameters: { image, text } }: CatalogueModel): number {
  return Math.round((image + text) * 4e6);
}
