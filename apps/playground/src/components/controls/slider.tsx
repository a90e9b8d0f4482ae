import { useId } from 'preact/hooks';

interface SliderProps {
  readonly label: string;
  /** 0..1. */
  readonly value: number;
  /** What is shown beside the label. Default: percent. */
  readonly shown?: string;
  readonly onChange: (value: number) => void;
}

/** A named slider from 0 to 100 %. */
export function Slider({ label, value, shown, onChange }: SliderProps) {
  const id = useId();
  const percent = Math.round(100 * value);
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <span aria-hidden="true">{shown ?? `${percent} %`}</span>
      <input
        id={id}
        type="range"
        min="0"
        max="100"
        value={percent}
        aria-valuetext={shown ?? `${percent} percent`}
        style={{ '--filled': `${percent}%` }}
        onInput={(event) => onChange(Number(event.currentTarget.value) / 100)}
      />
    </div>
  );
}
