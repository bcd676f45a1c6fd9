"""The explorer of a release: one self-contained page, made from the published records alone.

`data` reads the release's files, `encoding` makes their columns small, `page` puts data, words (`words.csv`), style, scripts and
chart specifications (`charts/*.json`, Vega-Lite) into one HTML file. The page asks the network for nothing: its
Content-Security-Policy names the hash of each script and style that it carries and forbids all else.
Equal releases give equal bytes.
"""
