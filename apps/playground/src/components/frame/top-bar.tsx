import { comparing, toggleComparing } from '../../state/panes.js';
import { switchTheme, theme } from '../../state/theme.js';
import { Icon } from '../controls/icon.js';
import { RoundButton } from '../controls/round-button.js';
import { SaveMenu } from './save-menu.js';
import { ShareMenu } from './share-menu.js';

/** Name of the app and what concerns all of it. */
export function TopBar() {
  const isDark = theme.value === 'dark';
  return (
    <header class="top-bar">
      <h1 class="wordmark">
        <img src="./icon.svg" alt="" />
        LangSeg
      </h1>
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-pressed={comparing.value}
          aria-label="Compare two lists of words"
          onClick={toggleComparing}
        >
          <Icon name="compare" />
          <span class="button-text">Compare</span>
        </button>
        <ShareMenu />
        <SaveMenu />
        <RoundButton
          label={isDark ? 'Light theme' : 'Dark theme'}
          icon={isDark ? 'sun' : 'moon'}
          onClick={switchTheme}
        />
      </div>
    </header>
  );
}
