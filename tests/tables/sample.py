#!/usr/bin/env python3
"""Draws figures of tables at random from a store, to be judged on pictures of their pages.

usage: sample.py PROVISO STORE OUT [--seed 1] [--count 100] [--each 6]

Takes at most --each figures of a document, --count in all. Writes OUT/sample.tsv, one figure a line with what the
program says of it, and, where ImageMagick is installed, OUT/NNN.png: the head of the table and the rows down to the
figure, which is marked. The store's documents must stand where they were read.
"""
import argparse, collections, json, pathlib, random, subprocess

def run(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout

def inside(box, other):
    x, y = (box['x0'] + box['x1']) / 2, (box['y0'] + box['y1']) / 2
    return other['x0'] - 1 <= x <= other['x1'] + 1 and other['y0'] - 1 <= y <= other['y1'] + 1

def cells_of(read):
    """Per page the boxes of all cells that are no headers, with the cell and its table."""
    facts, pages, extents = {}, collections.defaultdict(list), {}
    for index, table in enumerate(read['tables']):
        for cell in table['cells']:
            facts[index, cell['row'], cell['column']] = (cell, table)
    for block in read['blocks']:
        if block['kind'] != 'cell':
            continue
        cell, table = facts[block['table'], block['row'], block['column']]
        for box in block['boxes']:
            key = block['table'], box['page']
            extents.setdefault(key, []).append((box, cell['header'] and cell['row'] < 12 and cell['column'] > 0))
            if not cell['header']:
                pages[box['page']].append((box, cell, table, key))
    return pages, extents

def figures_of(figures, read):
    pages, extents = cells_of(read)
    for figure in figures:
        box = figure['boxes'][0]
        for own, cell, table, key in pages[figure['page']]:
            if inside(box, own):
                yield figure, cell, table, extents[key]
                break

def draw(program, store, figure, extent, picture):
    run(program, 'trace', figure['id'], '--db', store, '-o', str(picture))
    size = run('identify', '-format', '%w %h', str(picture)).split()
    if not size:
        return
    scale = int(size[0]) / figure['width']
    box = figure['boxes'][0]
    left = min(b['x0'] for b, _ in extent) - 15
    right = max(b['x1'] for b, _ in extent) + 15
    top = min(b['y0'] for b, _ in extent) - 55
    heads = [b['y1'] for b, head in extent if head and b['y1'] < box['y0']]
    head = min((max(heads) if heads else top + 80) + 14, top + 260)
    row, end = box['y0'] - 60, box['y1'] + 14
    strips = [(top, end)] if row <= head else [(top, head), (row, end)]
    parts = []
    for low, high in strips:
        parts += ['(', str(picture), '-crop', f'{int((right - left) * scale)}x{int((high - low) * scale)}'
                  f'+{max(0, int(left * scale))}+{max(0, int(low * scale))}', '+repage', '-bordercolor', 'grey',
                  '-border', '1', ')']
    run('convert', *parts, '-append', str(picture))

def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program'), parser.add_argument('store'), parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('--seed', type=int, default=1), parser.add_argument('--count', type=int, default=100)
    parser.add_argument('--each', type=int, default=6)
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(wanted.seed)
    documents = collections.defaultdict(list)
    for line in run(wanted.program, 'export', '--db', wanted.store, '--kind', 'figure', '--format', 'jsonl').splitlines():
        figure = json.loads(line)
        documents[figure['document']['file']].append(figure)
    paths = {pathlib.Path(f['path']).name: f['path']
             for d in json.loads(run(wanted.program, 'documents', '--db', wanted.store, '--json'))['documents'] for f in d['files']}
    drawn = []
    for name in sorted(documents):
        read = json.loads(run(wanted.program, 'read', paths[name], '--format', 'json', '--ocr', 'never'))
        widths = {page['number']: page['width'] for page in read['pages']}
        known = list(figures_of(documents[name], read))
        for figure, *rest in chance.sample(known, min(wanted.each, len(known))):
            drawn.append((name, dict(figure, width=widths[figure['page']]), *rest))
    chance.shuffle(drawn)
    with open(wanted.out / 'sample.tsv', 'w') as out:
        for number, (name, figure, cell, table, extent) in enumerate(sorted(drawn[:wanted.count], key=lambda d: (d[0], d[1]['page'])), 1):
            said = figure['figure']
            print(number, name, figure['page'], figure['quote'], said['value'], said['value_to'] or '', said['measure'], said['currency'] or '',
                  'time ' + str(said['time']), 'place ' + ','.join(said['place']), 'rows ' + ' + '.join(cell.get('row_headers', [])),
                  'columns ' + ' + '.join(cell.get('column_headers', [])), 'unit ' + str(cell.get('unit')),
                  'caption ' + str(table['caption']), 'counted ' + str(said['counted']), sep='\t', file=out)
            draw(wanted.program, wanted.store, figure, extent, wanted.out / f'{number:03}.png')

main()
