import type { TiffPage } from './tiff-page.js';

/** The image of a file that is read. */
export interface ChosenPage {
  readonly page: TiffPage;
  /** Its place in the file, from 0. */
  readonly index: number;
  /** It is the one below the first image of the file. */
  readonly isSub: boolean;
  /** What the reader of a message should know about the choice. */
  readonly remark?: string;
}

/** Of the file's images the first that is neither a smaller copy of another nor a mask. */
export function choosePage(pages: readonly TiffPage[]): ChosenPage | undefined {
  if (pages.length === 0) return undefined;
  const [first] = pages;
  const whole = pages.filter(({ isSecondary }) => !isSecondary);
  if (whole.length === 0 && first.sub && !first.sub.isSecondary)
    return { page: first.sub, index: 0, isSub: true };
  const page = whole[0] ?? first;
  const size = `${page.width}×${page.height}`;
  const index = pages.indexOf(page);
  if (whole.length === 0)
    return { page, index, isSub: false, remark: `only a preview of ${size} is in the file, and is read` };
  if (whole.length > 1)
    return {
      page,
      index,
      isSub: false,
      remark: `has ${whole.length} images; the first is read, ${size}`,
    };
  return { page, index, isSub: false };
}
