/** Loaded when someone saves a mask: encoders are not needed before. */
export { encodeMaskPng } from '@langseg/adapter-web';
