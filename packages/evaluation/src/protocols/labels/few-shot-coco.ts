import { publishedEntries, type LabelList } from '../label-list.js';
import { cocoThingSpellings } from './coco-thing-spellings.js';

/** COCO's 80 things in HSNet's order. */
export const fewShotCoco: LabelList = {
  source: {
    repository: 'isl-org/lang-seg',
    path: 'label_files/fewshot_coco.txt',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
  sha256: '3ccf800c20ccafc41fb0954368d338bd2cd11f9191978763fda565129ba1657a',
  entries: publishedEntries(`
person | bicycle | car | motorbike | aeroplane | bus | train | truck | boat | trafficlight | firehydrant
stopsign | parkingmeter | bench | bird | cat | dog | horse | sheep | cow | elephant | bear | zebra | giraffe
backpack | umbrella | handbag | tie | suitcase | frisbee | skis | snowboard | sportsball | kite | baseballbat
baseballglove | skateboard | surfboard | tennisracket | bottle | wineglass | cup | fork | knife | spoon | bowl
banana | apple | sandwich | orange | broccoli | carrot | hotdog | pizza | donut | cake | chair | sofa
pottedplant | bed | diningtable | toilet | tvmonitor | laptop | mouse | remote | keyboard | cellphone
microwave | oven | toaster | sink | refrigerator | book | clock | vase | scissors | teddybear | hairdrier
toothbrush
`),
  cleaned: cocoThingSpellings,
};
