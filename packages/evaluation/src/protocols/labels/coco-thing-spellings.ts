/** Better spellings of COCO's 80 things, by their number in lists that begin with them. */
export const cocoThingSpellings: Readonly<Record<number, string>> = {
  9: 'traffic light',
  10: 'fire hydrant',
  11: 'stop sign',
  12: 'parking meter',
  32: 'sports ball',
  34: 'baseball bat',
  35: 'baseball glove',
  38: 'tennis racket',
  40: 'wine glass',
  52: 'hot dog',
  58: 'potted plant',
  60: 'dining table',
  67: 'cell phone',
  77: 'teddy bear',
  78: 'hair dryer',
};
