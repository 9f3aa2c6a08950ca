#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold the source tree against the rules of the house.

  house.py [TREE]

Each line of output is one breach, FILE:LINE: what is wrong. Exit 0 when there is none, 1 when there are, 2 when TREE is not a
ptscope tree. The table below is the one place that says which room may include what.
"""
import os
import re
import sys

# What a <...> include belongs to. Anything else with a folder in its name, and not of the system, is an unknown library.
LIBRARIES = (
    ('Qt', re.compile(r'Q[A-Za-z]\w*$|Qt\w*/|q\w+\.h$|private/q')),
    ('fmt', re.compile(r'fmt/')),
    ('tl::expected', re.compile(r'tl/expected\.hpp$')),
    ('libarchive', re.compile(r'archive(_entry)?\.h$')),
    ('zlib', re.compile(r'zlib\.h$')),
    ('zstd', re.compile(r'(zstd|zdict)\w*\.h$')),
    ('libelf', re.compile(r'(libelf|gelf|elf|nlist)\.h$|elfutils/')),
    ('xxhash', re.compile(r'xxh(ash|3)\w*\.h$')),
    ('CLI11', re.compile(r'CLI/')),
    ('nlohmann_json', re.compile(r'nlohmann/')),
    ('system', re.compile(r'[a-z0-9_]+(\.h)?$|(sys|linux|bits|arpa|netinet|asm)/[a-z0-9_/]+\.h$')),
)

CORE = {'fmt', 'tl::expected', 'system'}
PARSERS = CORE | {'libarchive', 'zlib', 'zstd', 'libelf', 'xxhash'}
COMMANDS = PARSERS | {'CLI11', 'nlohmann_json'}
EVERYTHING = COMMANDS | {'Qt'}

# room: (rooms whose headers it may include, libraries). The longest room that holds a file rules it.
ROOMS = {
    'core': (('core',), CORE),
    'parsers': (('core', 'parsers'), PARSERS),
    'views': (('core', 'views'), CORE | {'Qt'}),
    'app/text': (('core', 'parsers', 'app/text'), COMMANDS),
    'app/capture': (('core', 'parsers', 'app/text', 'app/capture'), COMMANDS),
    'app/cli': (('core', 'parsers', 'app/text', 'app/capture', 'app/cli'), COMMANDS),
    'app': (('core', 'parsers', 'views', 'app/text', 'app/capture', 'app/gui', 'app'), EVERYTHING),
}

INCLUDE = re.compile(r'\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')
MACHINE_PATH = re.compile(r'(?<![\w.$}*])/(?:work|farm|root|home|tmp)/[\w.]')
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
SOURCES = ('.cpp', '.h', '.cmake', '.py', '.sh', 'CMakeLists.txt')
TEXTS = SOURCES + ('.md', '.json', '.xml', '.desktop', '.svg', '.1', '.supp', '.clang-format', '.clang-tidy', '.qrc')
SCRIPTS = ('app/run', 'tests/run', '.ci/run')
# What is not ours to change: output of real kernels, and inputs that a fuzzer found.
FOREIGN = ('tests/data', 'tests/fuzz/corpus', 'resources/examples')
SKIPPED = ('.git', '.cache', 'build', 'out')


def room_of(path):
    rooms = [room for room in ROOMS if path.startswith(room + '/')]
    return max(rooms, key=len, default=None)


def library_of(header):
    return next((name for name, pattern in LIBRARIES if pattern.match(header)), None)


def files_of(tree):
    for folder, folders, names in os.walk(tree):
        relative = os.path.relpath(folder, tree).replace(os.sep, '/')
        relative = '' if relative == '.' else relative + '/'
        folders[:] = sorted(d for d in folders if relative + d not in SKIPPED + FOREIGN and d != '__pycache__')
        for name in sorted(names):
            path = relative + name
            if path.endswith(TEXTS) or path in SCRIPTS:
                yield path


def include_breach(tree, path, match):
    room = room_of(path)
    system, quoted = match[2], match[3]
    if system:
        library = library_of(system)
        if room and library is None:
            return f'<{system}> belongs to no library that the house knows'
        if room and library not in ROOMS[room][1]:
            return f'{room} may not include {library} (<{system}>)'
        return None
    if quoted.endswith('.moc') or os.path.basename(quoted).startswith('moc_'):
        return None
    if not os.path.isfile(os.path.join(tree, quoted)):
        return f'"{quoted}" is not a path from the root of the tree'
    if room and not quoted.startswith(tuple(r + '/' for r in ROOMS[room][0])):
        return f'{room} may not include "{quoted}"'
    return None


def line_breaches(tree, path, line):
    code = path.endswith(('.cpp', '.h'))
    if code and (match := INCLUDE.match(line)) and (breach := include_breach(tree, path, match)):
        yield breach
    if '\t' in line:
        yield 'a tab'
    if line != line.rstrip():
        yield 'blanks at the end of the line'
    if MACHINE_PATH.search(line):
        yield 'a path of somebody\'s machine'


def breaches(tree):
    for path in files_of(tree):
        with open(os.path.join(tree, path), encoding='utf-8', newline='') as file:
            text = file.read()
        lines = text.split('\n')
        if (path.endswith(SOURCES) or path in SCRIPTS) and not any(SPDX in line for line in lines[:3]):
            yield path, 1, 'no SPDX line at the head'
        if path.endswith('.h') and '#pragma once' not in lines:
            yield path, 1, 'no #pragma once'
        if text and not text.endswith('\n'):
            yield path, len(lines), 'no newline at the end'
        for number, line in enumerate(lines, 1):
            for breach in line_breaches(tree, path, line):
                yield path, number, breach


def main(arguments):
    tree = arguments[0] if arguments else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    if not os.path.isdir(os.path.join(tree, 'core')):
        print(f'{tree}: not a ptscope tree', file=sys.stderr)
        return 2
    count = 0
    for path, line, breach in breaches(tree):
        print(f'{path}:{line}: {breach}')
        count += 1
    return 1 if count else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
