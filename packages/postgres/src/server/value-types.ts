import type { CustomTypesConfig } from 'pg';
import pg from 'pg';

/** The number of the type `int8`. */
const int8 = 20;

/** Values as PGlite reads them: numbers of 64 bits are text in `pg`. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser(type, format) {
    if (Number(type) !== int8) return pg.types.getTypeParser(type, format) as (text: string) => unknown;
    return (text: string) => {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : BigInt(text);
    };
  },
};
