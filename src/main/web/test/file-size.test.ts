import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import './english';
import { parseSize, formatSize } from '../../resources/web/app/lib/file-size';

describe('a file size', () => {
  it('is formatted for people', () => {
    const words = [1, 5, 1_023, 1_024, 102_400, 1_023_000, 1_048_576, 1_310_720, 10_485_760, 11_534_336].map(
      formatSize,
    );

    assert.deepEqual(words, ['1 B', '5 B', '1023 B', '1 KB', '100 KB', '999 KB', '1 MB', '1.3 MB', '10 MB', '11 MB']);
  });

  it('is parsed from a setting', () => {
    assert.deepEqual(['10M', '64k', '1G', '512', '10 M'].map(parseSize), [
      10_485_760,
      65_536,
      1_073_741_824,
      512,
      Infinity,
    ]);
  });
});
