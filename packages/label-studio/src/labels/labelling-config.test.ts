import { expect, it } from 'vitest';
import { readLabellingConfig } from './labelling-config.js';
import { promptOf, withPrompt } from './prompt.js';

const config = `<View>
  <Header value="Draw around everything"/>
  <Image name="photo" value="$image" zoom="true"/>
  <BrushLabels name="brush" toName="photo">
    <Label value="Vehicle &amp; trailer" hint="car, bus | truck" background="#f00"/>
    <Label value="road"/>
    <Label value="sky" hint="above" predicted_values="blue sky,clouds"/>
  </BrushLabels>
  <View><PolygonLabels name="polygons" toName="photo"><Label value="house"/></PolygonLabels></View>
  <RectangleLabels name="boxes" toName="photo"><Label value="sign"/></RectangleLabels>
  <Choices name="weather" toName="photo"><Choice value="sunny"/></Choices>
</View>`;

it('a labelling config says which labels there are, their words, and where they are drawn', () => {
  const { photos, controls } = readLabellingConfig(config);
  expect([...photos]).toEqual([['photo', 'image']]);
  expect(controls).toEqual([
    {
      name: 'brush',
      to: 'photo',
      shape: 'brush',
      labels: [
        { name: 'Vehicle & trailer', words: ['car', 'bus', 'truck'] },
        { name: 'road', words: undefined },
        { name: 'sky', words: ['blue sky', 'clouds'] },
      ],
    },
    { name: 'polygons', to: 'photo', shape: 'polygons', labels: [{ name: 'house', words: undefined }] },
  ]);
});

it.each([
  ['no XML', 'labels: cow', 'no XML'],
  ['cut off', '<View><Image name="a"', 'no XML'],
  ['with entities that grow', '<!DOCTYPE v [<!ENTITY a "aaaa">]><View>&a;</View>', 'no XML'],
  ['too deep', '<a>'.repeat(1000), 'too deep'],
  [
    'without labels of areas',
    '<View><Image name="i" value="$image"/><Choices name="c" toName="i"/></View>',
    'has no BrushLabels',
  ],
  [
    'for another photo',
    '<View><Image name="i" value="$image"/><BrushLabels name="b" toName="j"><Label value="a"/></BrushLabels></View>',
    'has no BrushLabels',
  ],
  [
    'of a text',
    '<View><Text name="i" value="$text"/><BrushLabels name="b" toName="i"><Label value="a"/></BrushLabels></View>',
    'has no BrushLabels',
  ],
  [
    'with names of Object',
    '<View><constructor/><Image name="i" value="$image"/><toString><Label value="a"/></toString></View>',
    'has no BrushLabels',
  ],
])('a labelling config that is %s is refused', (_, xml, message) => {
  expect(() => readLabellingConfig(xml)).toThrow(
    expect.objectContaining({ code: 'REQUEST_INVALID', message: expect.stringContaining(message) }),
  );
});

it('a prompt is what stands in the text areas of the task that is open', () => {
  const text = (value: unknown) => ({ type: 'textarea', from_name: 'prompt', value });
  expect(
    promptOf({ result: [text({ text: ['a cow', 'a dog'] }), { type: 'keypointlabels', value: {} }] }),
  ).toBe('a cow, a dog');
  expect(promptOf({ result: [text({ text: 'a cow' }), text({}), null] })).toBe('a cow');
  for (const nothing of [undefined, null, {}, { result: 'x' }, { result: [] }])
    expect(promptOf(nothing)).toBe('');
});

it('a prompt gives labels other words', () => {
  const labels = [{ name: 'animal', words: ['cow'] }, { name: 'grass' }];
  expect(withPrompt(labels, '')).toEqual(labels);
  expect(withPrompt(labels, 'animal = horse | foal')).toEqual([
    { name: 'animal', words: ['horse', 'foal'] },
    { name: 'grass', words: undefined },
  ]);
  expect(() => withPrompt(labels, 'horse')).toThrow('no label of this project');
  expect(withPrompt([{ name: 'animal' }], 'horse, foal')).toEqual([
    { name: 'animal', words: ['horse', 'foal'] },
  ]);
});
