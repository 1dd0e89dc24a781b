import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { badged, Favicon } from '../../resources/web/app/notification/favicon';

const ICON = '<svg viewBox="0 0 32 32"><rect width="32"/></svg>\n';

describe("the tab's icon", () => {
  it('shows numbers that are legible', () => {
    assert.match(badged(ICON, 1), />1<\/text><\/svg>$/);
    assert.match(badged(ICON, 99), />99<\/text><\/svg>$/);
    assert.match(badged(ICON, 100), /<circle [^>]*><\/svg>$/);
    assert.doesNotMatch(badged(ICON, 100), /<text/);
  });

  it('keeps the icon below the number', () => {
    assert.ok(badged(ICON, 3).startsWith('<svg viewBox="0 0 32 32"><rect width="32"/>'));
  });

  it('shows the latest count, and the plain icon if nothing is unread', async (test) => {
    const link = { href: '/static/icon.svg' } as HTMLLinkElement;
    const asked = test.mock.method(globalThis, 'fetch', () => Promise.resolve(new Response(ICON)));
    const icon = new Favicon(link);

    icon.show(1);
    icon.show(2);
    await settled();
    assert.match(decodeURIComponent(link.href), /^data:image\/svg\+xml,.*>2<\/text>/);
    assert.equal(asked.mock.callCount(), 1);

    icon.show(3);
    icon.show(0);
    await settled();
    assert.equal(link.href, '/static/icon.svg');
  });

  it('stays plain if the icon cannot be fetched, and fetches it again', async (test) => {
    const link = { href: '/static/icon.svg' } as HTMLLinkElement;
    const asked = test.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('offline')));
    const icon = new Favicon(link);

    icon.show(1);
    await settled();
    assert.equal(link.href, '/static/icon.svg');

    icon.show(2);
    await settled();
    assert.equal(asked.mock.callCount(), 2);
  });
});

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
