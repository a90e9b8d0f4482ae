/** What `@langseg/geo` writes; stands here too, since the help is there without the package. */
export const geoFormats: Readonly<Record<string, string>> = {
  geotiff: "the label's index at every pixel, with colours and names, at the picture's place",
  geojson: 'areas of the labels as polygons, in longitude and latitude or in the coordinates of the picture',
};
