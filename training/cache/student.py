"""The sentence encoder that distil.py teaches: MiniLM, its upper layers free, and a matrix behind its mean."""

from torch import nn

import teacher

WIDTH = 384


class Student(nn.Module):
    """From states after the frozen layers to a unit vector."""

    def __init__(self, encoder, frozen: int):
        super().__init__()
        self.layers = nn.ModuleList(list(encoder.encoder.layer[frozen:]))
        self.turn = nn.Linear(WIDTH, WIDTH, bias=False)

    def forward(self, states, mask):
        open_ = (1.0 - mask.float())[:, None, None, :] * -10000.0
        hidden = states
        for layer in self.layers:
            hidden = layer(hidden, attention_mask=open_)
        return nn.functional.normalize(self.turn(teacher.mean_pooled(hidden, mask)), dim=-1)
