/** Thrown by a kind to leave a case out; the message is the reason that is printed. */
export class NotComparable extends Error {
  override readonly name = 'NotComparable';
}
