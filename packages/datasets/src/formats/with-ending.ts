/** A file name with another ending: `a/dog.jpg` as `a/dog.png`. */
export function withEnding(file: string, ending: string): string {
  return file.replace(/\.[^./]*$/, '') + ending;
}
