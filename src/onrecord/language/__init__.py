"""The bundled language model and its run time: an article in, labels with places out.

It knows no meaning of its own: what the labels amount to is settled by `statements`, `works` and
`people`. Comes after `text`. The network is trained in `train/` and shipped in `weights/`.
"""

from __future__ import annotations

from onrecord.language.model import Model

__all__ = ["Model"]
