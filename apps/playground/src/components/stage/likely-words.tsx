interface LikelyWordsProps {
  readonly words: readonly string[];
  readonly onChoose: (word: string) => void;
  /** Whether the first one stands out, as the one that Enter takes. */
  readonly hasFirst?: boolean;
  readonly label?: string;
}

/** Words to choose from. */
export function LikelyWords({ words, onChoose, hasFirst = false, label }: LikelyWordsProps) {
  return (
    <ul class={`likely${hasFirst ? ' has-first' : ''}`} aria-label={label}>
      {words.map((word) => (
        <li key={word}>
          <button type="button" class="likely-word" onClick={() => onChoose(word)}>
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}
