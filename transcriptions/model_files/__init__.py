"""The files of models: which a model needs, where they lie, and how they are fetched.

Pure Python on paths: no Django, no torch, no engine. Everything lies in one directory:
models of the hub as its cache (`models--owner--name/`), aligners of torchaudio as
`*.pth` and `*.pt` beside them. Sentences need no data: WhisperX gets each segment whole.
"""
