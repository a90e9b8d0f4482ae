/** Names that npm gives packages, so that a message can safely put them after `npm install`. */
export const pluginNamePattern = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/i;
