import { hero } from '../../photo/hero.js';

/** The first photo as it will be painted, before anything else is there. The page's HTML has the same, to the letter. */
export function HeroPicture() {
  return (
    <figure class="pane">
      <div class="picture is-first">
        <img src={hero.sample.url} alt="" draggable={false} />
        <HeroMask />
      </div>
    </figure>
  );
}

/** What the default model paints on the first photo. */
export function HeroMask() {
  return <img class="layer is-shown" src={hero.mask} alt="" draggable={false} data-testid="hero" />;
}
