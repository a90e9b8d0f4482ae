import { publishedEntries, type LabelList } from '../label-list.js';
import { cocoThingSpellings } from './coco-thing-spellings.js';

/** COCO-Stuff's 171 things and stuff. */
export const trainingFreeCocoStuff: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_coco_stuff.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: 'fb98709b9ab1baff4fd930bac4a77772a0458c7d534911de545f9a4081e14a3e',
  entries: publishedEntries(`
person | bicycle | car | motorcycle | airplane | bus | train | truck | boat | trafficlight | firehydrant
stopsign | parkingmeter | bench | bird | cat | dog | horse | sheep | cow | elephant | bear | zebra | giraffe
backpack | umbrella | handbag | tie | suitcase | frisbee | skis | snowboard | sportsball | kite | baseballbat
baseballglove | skateboard | surfboard | tennisracket | bottle | wineglass | cup | fork | knife | spoon | bowl
banana | apple | sandwich | orange | broccoli | carrot | hotdog | pizza | donut | cake | chair | couch
pottedplant | bed | diningtable | toilet | tv | laptop | mouse | remote | keyboard | cellphone | microwave
oven | toaster | sink | refrigerator | book | clock | vase | scissors | teddybear | hairdrier | toothbrush
banner | blanket | branch | bridge | building-other | bush | cabinet | cage | cardboard | carpet | ceiling-other
ceiling-tile | cloth | clothes | clouds | counter | cupboard | curtain | desk-stuff | dirt | door-stuff | fence
floor-marble | floor-other | floor-stone | floor-tile | floor-wood | flower | fog | food-other | fruit
furniture-other | grass | gravel | ground-other | hill | house | leaves | light | mat | metal | mirror-stuff
moss | mountain | mud | napkin | net | paper | pavement | pillow | plant-other | plastic | platform
playingfield | railing | railroad | river | road | rock | roof | rug | salad | sand | sea | shelf | sky-other
skyscraper | snow | solid-other | stairs | stone | straw | structural-other | table | tent | textile-other
towel | tree | vegetable | wall-brick | wall-concrete | wall-other | wall-panel | wall-stone | wall-tile
wall-wood | water-other | waterdrops | window-blind | window-other | wood
`),
  cleaned: {
    ...cocoThingSpellings,
    84: 'building',
    90: 'ceiling',
    91: 'tile ceiling',
    98: 'desk',
    100: 'door',
    102: 'marble floor',
    103: 'floor',
    104: 'stone floor',
    105: 'tile floor',
    106: 'wood floor',
    109: 'food',
    111: 'furniture',
    114: 'ground',
    121: 'mirror',
    130: 'plant',
    133: 'playing field',
    145: 'sky',
    148: 'solid',
    152: 'structure',
    155: 'textile',
    159: 'brick wall',
    160: 'concrete wall',
    161: 'wall',
    162: 'wall panel',
    163: 'stone wall',
    164: 'tile wall',
    165: 'wood wall',
    166: 'water',
    167: 'water drops',
    168: 'window blind',
    169: 'window',
  },
};
