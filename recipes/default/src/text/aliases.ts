/** Class names of common data sets that are no words, spelled out as the model saw them in training. */
export const aliases = {
  pottedplant: 'potted plant',
  diningtable: 'dining table',
  tvmonitor: 'television monitor',
  body: 'human body',
  background: 'other background stuff',
  other: 'other background stuff',
  'floor mat': 'floor mat',
  'night stand': 'nightstand',
  't-shirt': 'shirt tee',
} as const;
