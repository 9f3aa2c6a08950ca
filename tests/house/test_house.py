#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house check must be able to fail: each rule is broken once in a small tree made for it."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import house  # noqa: E402

HEAD = f'// {house.SPDX}\n'
GOOD = {
    'core/base/a.h': HEAD + '#pragma once\n\n#include <fmt/format.h>\n#include <tl/expected.hpp>\n#include <vector>\n',
    'parsers/io/b.h': HEAD + '#pragma once\n#include "core/base/a.h"\n#include <archive.h>\n#include <sys/mman.h>\n',
    'views/map/c.h': HEAD + '#pragma once\n#include "core/base/a.h"\n#include <QWidget>\n#include <QtCharts/QChart>\n',
    'views/map/c.cpp': HEAD + '#include "views/map/c.h"\n#include "c.moc"\n',
    'app/text/d.h': HEAD + '#pragma once\n#include "parsers/io/b.h"\n',
    'app/cli/e.cpp': HEAD + '#include "app/text/d.h"\n#include <CLI/CLI.hpp>\n#include <nlohmann/json.hpp>\n',
    'app/gui/f.cpp': HEAD + '#include "views/map/c.h"\n#include "app/text/d.h"\n#include <QtWidgets>\n',
    'app/run': '#!/usr/bin/env bash\n# ' + house.SPDX + '\n',
    'tests/data/captures/x/README.md': '\tkept as it was, /ho' 'me/somebody included',
}


class House(unittest.TestCase):
    def breaches_of(self, files):
        with tempfile.TemporaryDirectory() as tree:
            for path, text in {**GOOD, **files}.items():
                os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
                with open(os.path.join(tree, path), 'w', encoding='utf-8', newline='') as file:
                    file.write(text)
            return [f'{path}:{line}: {breach}' for path, line, breach in house.breaches(tree)]

    def assert_include_breach(self, path, include):
        found = self.breaches_of({path: HEAD + f'\n#include {include}\n'})
        self.assertEqual(len(found), 1, f'{path} with {include}: {found}')
        self.assertTrue(found[0].startswith(path + ':3: '), found)

    def test_a_good_tree_has_no_breach(self):
        self.assertEqual(self.breaches_of({}), [])

    def test_rooms_below_do_not_know_rooms_above(self):
        self.assert_include_breach('core/x.cpp', '"parsers/io/b.h"')
        self.assert_include_breach('core/x.cpp', '"views/map/c.h"')
        self.assert_include_breach('parsers/x.cpp', '"views/map/c.h"')
        self.assert_include_breach('parsers/x.cpp', '"app/text/d.h"')
        self.assert_include_breach('views/x.cpp', '"parsers/io/b.h"')
        self.assert_include_breach('views/x.cpp', '"app/text/d.h"')
        self.assert_include_breach('app/cli/x.cpp', '"views/map/c.h"')
        self.assert_include_breach('app/text/x.cpp', '"views/map/c.h"')

    def test_rooms_without_qt_stay_without_qt(self):
        for room in ('core', 'parsers', 'app/text', 'app/cli', 'app/capture'):
            for header in ('<QString>', '<QtGlobal>', '<QtCore/QString>', '<qglobal.h>'):
                self.assert_include_breach(room + '/x.cpp', header)

    def test_libraries_stay_in_their_rooms(self):
        self.assert_include_breach('core/x.cpp', '<archive.h>')
        self.assert_include_breach('core/x.cpp', '<nlohmann/json.hpp>')
        self.assert_include_breach('parsers/x.cpp', '<CLI/CLI.hpp>')
        self.assert_include_breach('views/x.cpp', '<zstd.h>')
        self.assert_include_breach('app/gui/x.cpp', '<boost/optional.hpp>')

    def test_includes_are_paths_from_the_root(self):
        self.assert_include_breach('core/base/x.cpp', '"a.h"')
        self.assert_include_breach('core/base/x.cpp', '"../base/a.h"')

    def test_heads_and_whitespace(self):
        for name, text, breach in (
                ('core/x.cpp', 'int a;\n', 'no SPDX line at the head'),
                ('core/CMakeLists.txt', 'project(x)\n', 'no SPDX line at the head'),
                ('tests/run', '#!/bin/bash\n', 'no SPDX line at the head'),
                ('core/x.h', HEAD + 'int a;\n', 'no #pragma once'),
                ('core/x.cpp', HEAD + '\tint a;\n', 'a tab'),
                ('core/x.cpp', HEAD + 'int a; \n', 'blanks at the end of the line'),
                ('core/x.cpp', HEAD + 'int a;\r\n', 'blanks at the end of the line'),
                ('core/x.cpp', HEAD + 'int a;', 'no newline at the end'),
        ):
            with self.subTest(name=name, breach=breach):
                self.assertEqual([b.split(': ', 1)[1] for b in self.breaches_of({name: text})], [breach])

    def test_machine_paths(self):
        for folder in ('ho' 'me', 'ro' 'ot', 'tm' 'p', 'wo' 'rk', 'fa' 'rm'):
            with self.subTest(folder=folder):
                found = self.breaches_of({'README.md': f'See /{folder}/somebody/dump.\n'})
                self.assertEqual(len(found), 1, found)
        self.assertEqual(self.breaches_of({'README.md': 'debug/tmp/x, ${X}/tm' 'p/x and rw-r--r-- ro' 'ot/x\n'}), [])

    def test_a_folder_that_is_no_tree_is_refused(self):
        with tempfile.TemporaryDirectory() as tree:
            self.assertEqual(house.main([tree]), 2)


if __name__ == '__main__':
    unittest.main()
