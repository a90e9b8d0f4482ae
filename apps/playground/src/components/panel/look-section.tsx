import { changeView, view } from '../../state/view-settings.js';
import { Segmented } from '../controls/segmented.js';
import { Slider } from '../controls/slider.js';
import { Switch } from '../controls/switch.js';

/** How the regions are drawn. */
export function LookSection() {
  const { opacity, certainty, edges, other, names } = view.value;
  return (
    <section class="section look" aria-labelledby="look-heading">
      <header>
        <h2 id="look-heading">Look</h2>
      </header>
      <Slider label="Opacity" value={opacity} onChange={(value) => changeView({ opacity: value })} />
      <Slider
        label="Least certainty"
        value={certainty}
        shown={certainty === 0 ? 'any' : undefined}
        onChange={(value) => changeView({ certainty: value })}
      />
      <Segmented
        label="Edges"
        value={edges}
        choices={[
          { value: 'hard', text: 'Hard' },
          { value: 'soft', text: 'Soft' },
        ]}
        onChange={(value) => changeView({ edges: value })}
      />
      <Switch
        label="Leave the rest unpainted"
        hint="The word “other” competes too, and nothing is painted where it wins"
        isOn={other}
        onChange={(isOn) => changeView({ other: isOn })}
      />
      <Switch label="Names on the photo" isOn={names} onChange={(isOn) => changeView({ names: isOn })} />
    </section>
  );
}
