import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSegmenter } from './create-segmenter.js';

/** What people name in photos of rooms, streets, tables, animals and landscapes, as they type it. */
const usual = `
  person, man, woman, child, boy, girl, baby, dog, cat, horse, cow, sheep, bird, elephant, bear, zebra,
  giraffe, duck, fish, chicken, pig, goat, car, cars, the car, a car, truck, bus, train, bicycle, bike,
  motorcycle, boat, ship, airplane, plane, road, street, sidewalk, pavement, traffic light, traffic lights,
  street light, street lamp, stop sign, traffic sign, sign, crosswalk, fence, wall, building, house, roof,
  window, door, bridge, tower, castle, church, skyscraper, shop, storefront, sky, cloud, clouds, sun, moon,
  mountain, hill, rock, stone, sand, beach, sea, ocean, water, river, lake, waterfall, swimming pool, pool,
  snow, ice, grass, lawn, meadow, field, tree, trees, palm tree, bush, flower, flowers, plant, potted plant,
  house plant, leaf, forest, path, ground, soil, mud, gravel, floor, ceiling, carpet, rug, curtain, blinds,
  lamp, ceiling light, chandelier, light, table, dining table, coffee table, desk, chair, office chair,
  armchair, sofa, couch, bed, pillow, blanket, cushion, shelf, bookshelf, bookcase, book, books, cabinet,
  cupboard, wardrobe, drawer, mirror, picture, painting, poster, clock, vase, television, tv, monitor, screen,
  computer, laptop, keyboard, mouse, phone, smartphone, cell phone, remote control, refrigerator, fridge, oven,
  stove, microwave, dishwasher, sink, kitchen sink, tap, faucet, bathtub, shower, toilet, towel,
  washing machine, counter, countertop, kitchen counter, kitchen island, worktop, bottle, wine bottle, glass,
  wine glass, cup, mug, plate, bowl, fork, knife, spoon, pan, pot, kettle, toaster, food, bread, cake, pizza,
  sandwich, apple, banana, orange, salad, coffee, trash can, bin, garbage bin, dustbin, bag, backpack, handbag,
  suitcase, umbrella, hat, cap, helmet, glasses, sunglasses, shirt, t-shirt, jacket, coat, dress, skirt,
  trousers, pants, jeans, shorts, shoe, shoes, boots, sneakers, sock, scarf, tie, gloves, belt, watch, hair,
  face, hand, hands, skin, leg, arm, head, eye, eyes, ball, football, soccer ball, tennis racket, skateboard,
  surfboard, ski, skis, snowboard, kite, bench, park bench, mailbox, fire hydrant, parking meter, pole,
  street sign, billboard, banner, flag, wheel, tire, license plate, number plate, windshield, headlight,
  railing, stairs, staircase, steps, escalator, elevator, column, pillar, arch, statue, sculpture, fountain,
  garden, hedge, playground, swing, tent, awning, canopy, parasol, railway, rail, rails, tracks, train tracks,
  platform, runway, pier, dock, harbor, crane, tractor, van, taxi, ambulance, fire truck, police car, scooter,
  stroller, wheelchair, crowd, people, pedestrian, cyclist, rider, driver, background, foreground, shadow,
  reflection, toy, teddy bear, doll, box, cardboard box, basket, bucket, barrel, candle, fireplace, fire,
  smoke, paper, newspaper, magazine, pen, scissors, tool, hammer, ladder, brick, brick wall, concrete, wood,
  metal, plastic, glass door, sliding door, garage, garage door, balcony, terrace, patio, deck, porch, hay,
  corn, wheat, crop, vineyard, orchard, rice, vegetables, fruit, tomato, carrot, broccoli, lettuce, strawberry,
  grapes, sushi, soup, pasta, burger, hot dog, donut, ice cream, cheese, egg, meat, whiteboard, blackboard,
  projector, printer, radiator, air conditioner, fan, heater, power line, power lines, utility pole,
  solar panel, wind turbine, satellite dish, antenna, chimney, gutter, manhole, curb, kerb, lane marking,
  road marking, zebra crossing, roundabout, tunnel, cliff, cave, valley, desert, dune, iceberg, island, coast,
  shore, wave, waves, swamp, pond, stream, log, trunk, tree trunk, branch, root, moss, mushroom, butterfly,
  bee, insect, spider, snake, frog, turtle, lizard, monkey, lion, tiger, wolf, fox, deer, rabbit, squirrel,
  mouse pad, kangaroo, penguin, dolphin, whale, shark, seal, the sofa, a window, some chairs, swimming pools,
  traffic cones, christmas tree, baby stroller, double decker bus, mountain bike, racing car,
  pedestrian crossing, bus stop, train station, gas station, coffee machine, cutting board, kitchen cabinet,
  ceiling fan, floor lamp, night stand, nightstand, bedside table, chest of drawers, shower curtain,
  toilet paper, tooth brush, toothbrush, hair dryer, bath mat, door handle, light switch, picture frame, piano,
  guitar, desk lamp, swivel chair, conference table, whiteboard marker, water bottle, coffee cup, paper towel,
  dish, tray, tablecloth, napkin, cutlery, dinner plate, rooftop, shutter, shutters, porch light, driveway,
  front yard, back yard, backyard, flower bed, lawn mower, wheelbarrow, shed, barn, farmhouse, windmill,
  lighthouse, cottage, hut, skyline, parking lot, car park, motorway, highway, railway station, tram, subway,
  helicopter, hot air balloon, sailboat, kayak, canoe, life jacket, raincoat, sweater, hoodie, blouse,
  high heels, sandals, necklace, earring, ring, bracelet, beard, moustache, ponytail`;

const words = usual.split(',').map((word) => word.trim());

let segmenter: Awaited<ReturnType<typeof createSegmenter>>;
beforeAll(async () => {
  segmenter = await createSegmenter();
});
afterAll(() => segmenter.dispose());

describe('the default model', () => {
  it('knows the usual words, phrases and plurals, with articles and without', async () => {
    const checks = await segmenter.checkWords(words);
    expect(checks.filter(({ isKnown }) => !isKnown).map(({ word }) => word)).toEqual([]);
  });

  it.each([
    ['giraff', 'giraffe'],
    ['skyscrapper', 'skyscraper'],
    ['refridgerator', 'refrigerator'],
    ['tabel', 'table'],
    ['bycicle', 'bicycle'],
  ])('asks whether %s means %s', async (typed, meant) => {
    const [{ isKnown, message }] = await segmenter.checkWords([typed]);
    expect(isKnown).toBe(false);
    expect(message).toContain(`Did you mean "${meant}"?`);
  });
});
