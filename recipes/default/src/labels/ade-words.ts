/**
 * What people call the 150 classes of ADE20K's benchmark, in its order; their official names are lists such as "ashcan, trash can, garbage
 * can, wastebin". `null` stands for what no word can be learnt for: trade names.
 */
export const adeWords: readonly (string | null)[] = [
  ...['wall', 'building', 'sky', 'floor', 'tree', 'ceiling', 'road', 'bed', 'window', 'grass', 'cabinet'],
  ...['sidewalk', 'person', 'ground', 'door', 'table', 'mountain', 'plant', 'curtain', 'chair', 'car'],
  ...['water', 'painting', 'sofa', 'shelf', 'house', 'sea', 'mirror', 'rug', 'field', 'armchair', 'seat'],
  ...['fence', 'desk', 'rock', 'wardrobe', 'lamp', 'bathtub', 'railing', 'cushion', 'pedestal', 'box'],
  ...['column', 'sign', 'dresser', 'counter', 'sand', 'sink', 'skyscraper', 'fireplace', 'refrigerator'],
  ...['grandstand', 'path', 'stairs', 'runway', 'display case', 'pool table', 'pillow', 'screen door'],
  ...['stairway', 'river', 'bridge', 'bookcase', 'blinds', 'coffee table', 'toilet', 'flower', 'book'],
  ...['hill', 'bench', 'countertop', 'stove', 'palm tree', 'kitchen island', 'computer', 'swivel chair'],
  ...['boat', 'bar', 'arcade machine', 'hut', 'bus', 'towel', 'light', 'truck', 'tower', 'chandelier'],
  ...['awning', 'street light', 'booth', 'television', 'airplane', 'dirt track', 'clothes', 'pole', 'land'],
  ...['banister', 'escalator', 'ottoman', 'bottle', 'sideboard', 'poster', 'stage', 'van', 'ship'],
  ...['fountain', 'conveyor belt', 'canopy', 'washing machine', 'toy', 'swimming pool', 'stool', 'barrel'],
  ...['basket', 'waterfall', 'tent', 'bag', 'motorcycle', 'crib', 'oven', 'ball', 'food', 'step', 'tank'],
  ...[null, 'microwave', 'pot', 'animal', 'bicycle', 'lake', 'dishwasher', 'projection screen', 'blanket'],
  ...['sculpture', 'range hood', 'sconce', 'vase', 'traffic light', 'tray', 'trash can', 'fan', 'pier'],
  ...['screen', 'plate', 'monitor', 'bulletin board', 'shower', 'radiator', 'drinking glass', 'clock'],
  ...['flag'],
];
