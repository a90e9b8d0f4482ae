/** The 21 classes of PASCAL VOC under the names that the official code uses, without spaces; 0 is the background. */
export const pascalVocLabels: readonly string[] = `
background aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike
person pottedplant sheep sofa train tvmonitor
`
  .trim()
  .split(/\s+/);
