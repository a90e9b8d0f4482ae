/** Names that npm gives packages, so that a message can put them behind `npm install` whoever wrote them. */
export const pluginNamePattern = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/i;
