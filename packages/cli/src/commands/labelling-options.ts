import { Option } from 'commander';
import { bandNumbers, hexColors, numberPair, wholeNumber } from './option-values.js';

/** Which words to look for, for every command that finds them in photos. */
export function labelsOption(): Option {
  return new Option(
    '-l, --labels <words>',
    'labels to look for, separated by commas; name = word | word for one of several words',
  );
}

/** More of them. */
export function labelsFileOption(): Option {
  return new Option('--labels-file <file>', 'labels to look for, one per line, or .json; added to --labels');
}

/** In which size the model sees photos. */
export function longestSideOption(): Option {
  return new Option(
    '--longest-side <pixels>',
    "longer side of the photo for the model (default: the model's own)",
  ).argParser(wholeNumber(1));
}

/** Whether outlines are refined. */
export function refineOption(): Option {
  return new Option('--no-refine', "leave outlines as the network gives them, without the model's refiner");
}

/** Which photos are too large. */
export function maxPixelsOption(): Option {
  return new Option('--max-pixels <count>', 'refuse larger photos (default: 100 million)').argParser(
    wholeNumber(1),
  );
}

/** Which bands of a TIFF are its colours. */
export function bandsOption(): Option {
  return new Option(
    '--bands <numbers>',
    'TIFF bands for red, green and blue, or one for grey, counted from 1, such as 4,3,2',
  ).argParser(bandNumbers);
}

/** What black and white are in photos that are not 8 bits. */
export function rangeOption(): Option {
  return new Option(
    '--range <black,white>',
    'values of black and white in photos that are not 8 bits, such as 0,4095',
  ).argParser(numberPair);
}

/** In which colours labels are shown. */
export function colorsOption(): Option {
  return new Option(
    '--colors <list>',
    'colours of the labels, such as #ff0000,#00ff00 (default: by position)',
  ).argParser(hexColors);
}
