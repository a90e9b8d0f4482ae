/** Asks for a photo from this device; nothing when it is cancelled. */
export function choosePhoto(): Promise<File | undefined> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept: 'image/*' });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
