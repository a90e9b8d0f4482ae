import { defaultRegistry, serveModels } from '@langseg/web';
import { withStrangersPlugins } from '../strangers-plugins.js';

serveModels(self, { registry: withStrangersPlugins(defaultRegistry) });
