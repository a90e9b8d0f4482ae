import { effect } from '@preact/signals';
import { latestWins } from '../engine/latest-wins.js';
import { splitWords } from './label-list.js';
import { askAbout } from './known-words.js';
import { modelStatus } from './model.js';
import { isAbort, report } from './notices.js';
import { panes, type Pane } from './panes.js';

/** Keeps up with what is typed and added: which word it most likely becomes, and whether the model knows it. */
export function followWords(): void {
  panes.forEach(followDraft);
  effect(() => {
    const status = modelStatus.value;
    if (status.state !== 'ready') return;
    const words = panes.flatMap(({ labels }) => labels.value.map(({ word }) => word));
    void askAbout(status.engine, [...words, 'other']).catch(reportUnlessGone);
  });
}

function followDraft(pane: Pane): void {
  const guess = latestWins(async (draft: string) => {
    const status = modelStatus.peek();
    const [typed] = splitWords(draft);
    try {
      if (!typed || status.state !== 'ready') {
        pane.draftWord.value = '';
        return;
      }
      const [word = typed] = await status.engine.completeWord(typed, 1);
      await askAbout(status.engine, [word]);
      pane.draftWord.value = word;
    } catch (error) {
      reportUnlessGone(error);
    }
  });
  effect(() => {
    const draft = pane.draft.value;
    void modelStatus.value;
    if (draft === '') pane.draftWord.value = '';
    void guess(draft);
  });
}

/** A crashed worker is reported by what paints, which starts it again. */
function reportUnlessGone(error: unknown): void {
  const { code } = (error ?? {}) as { code?: unknown };
  if (!isAbort(error) && code !== 'DISPOSED' && code !== 'RUNTIME_FAILED') report(error);
}
