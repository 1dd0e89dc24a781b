import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

/** The parts of an element that the base class needs. */
class FakeElement extends EventTarget {}
Object.assign(globalThis, { HTMLElement: FakeElement });

const { BaseElement } = await import('../../resources/web/app/ui/base-element');

describe('the base class of the custom elements', () => {
  class Counter extends BaseElement {
    readonly button = new FakeElement() as HTMLElement;
    clicks = 0;
    signals: AbortSignal[] = [];

    protected override connected(): void {
      this.signals.push(this.connection);
      this.listen(this.button, 'click', () => (this.clicks += 1));
      this.listen(this.button, 'keydown', () => (this.clicks += 10), { once: true });
    }
  }

  const click = ({ button }: Counter) => button.dispatchEvent(new Event('click'));

  it('receives no events before it is in the page', () => {
    const counter = new Counter();
    click(counter);
    assert.equal(counter.clicks, 0);
  });

  it('receives each event once while it is in the page', () => {
    const counter = new Counter();
    counter.connectedCallback();
    click(counter);
    click(counter);
    assert.equal(counter.clicks, 2);
  });

  it('receives no events after it is taken out of the page', () => {
    const counter = new Counter();
    counter.connectedCallback();
    counter.disconnectedCallback();
    click(counter);
    assert.equal(counter.clicks, 0);
  });

  it('receives each event once when it is put back', () => {
    const counter = new Counter();
    counter.connectedCallback();
    counter.disconnectedCallback();
    counter.connectedCallback();
    click(counter);
    assert.equal(counter.clicks, 1);
  });

  it('passes on the options of a listener', () => {
    const counter = new Counter();
    counter.connectedCallback();
    counter.button.dispatchEvent(new Event('keydown'));
    counter.button.dispatchEvent(new Event('keydown'));
    assert.equal(counter.clicks, 10);
  });

  it('has a signal for each time that it is in the page', () => {
    const counter = new Counter();
    counter.connectedCallback();
    counter.disconnectedCallback();
    counter.connectedCallback();
    assert.deepEqual(
      counter.signals.map(({ aborted }) => aborted),
      [true, false],
    );
  });
});
