import assert from 'node:assert/strict';
import { isPassingFailure, openDatabase } from '@langseg/postgres';

const database = await openDatabase('database');
await database.exec('create table words (word text)');
await database.query('insert into words values ($1)', ['cow']);
assert.deepEqual((await database.query('select * from words')).rows, [{ word: 'cow' }]);
await database.close();

await assert.rejects(openDatabase('postgres://127.0.0.1:1/none'), (error) => isPassingFailure(error));
