/**
 * Common English nouns for what photos show, about 300: what a person would name first. Text encoders are measured with them,
 * and advice about labels is taken from them. No synonyms, no abstract words, no parts of bodies.
 */
export const commonWords: readonly string[] = `
sky, cloud, sun, moon, mountain, hill, rock, sand, soil, mud, snow, ice, water, sea, lake, river, waterfall, beach, island,
grass, meadow, tree, forest, bush, flower, leaf, plant, mushroom, road, street, sidewalk, path, bridge, tunnel, railway,
building, house, castle, church, tower, barn, tent, roof, wall, fence, gate, door, window, stairs, balcony, column,
floor, ceiling, carpet, curtain, person, man, woman, child, baby, crowd, dog, cat, horse, cow, sheep, goat, pig, rabbit,
mouse, squirrel, deer, bear, wolf, fox, lion, tiger, elephant, giraffe, zebra, monkey, kangaroo, camel, bird, chicken, duck,
goose, swan, eagle, owl, parrot, penguin, fish, shark, whale, dolphin, turtle, snake, lizard, frog, crab, butterfly, bee,
spider, car, truck, bus, van, train, tram, bicycle, motorcycle, airplane, helicopter, boat, ship, tractor, trailer, wheel,
traffic light, street lamp, sign, billboard, bench, fountain, statue, flag, chair, armchair, sofa, table, desk, bed, pillow,
blanket, shelf, bookcase, cabinet, drawer, wardrobe, mirror, lamp, chandelier, fireplace, stove, oven, microwave,
refrigerator, dishwasher, sink, faucet, bathtub, shower, toilet, towel, washing machine, television, computer, laptop,
monitor, keyboard, phone, camera, radio, clock, fan, radiator, bottle, glass, cup, bowl, plate, fork, knife, spoon, pan,
pot, kettle, basket, box, bag, suitcase, backpack, umbrella, bread, cake, pizza, sandwich, cheese, egg, meat, rice, soup,
salad, apple, banana, orange, lemon, grape, strawberry, tomato, carrot, potato, onion, corn, book, newspaper, paper, pen,
scissors, painting, photograph, poster, toy, doll, teddy bear, ball, kite, guitar, piano, violin, drum, shirt, jacket, coat,
dress, skirt, trousers, shorts, sock, shoe, boot, hat, helmet, glove, scarf, belt, tie, glasses, watch, ring, necklace,
hammer, ladder, bucket, broom, rope, chain, pipe, wire, candle, fire, smoke, vase, balloon, gift, wood, brick, concrete,
metal, stone, swimming pool, playground, garden, field, parking lot, airport, harbor, kitchen, bathroom, bedroom, office,
shop, restaurant, market, stage, surfboard, skateboard, ski, racket, net, hay, vegetable, fruit, drink, furniture, vehicle
`
  .split(',')
  .map((word) => word.trim());
