from .duplicate import Duplicate, Merge
from .erasure import Erasure
from .person import Consent, Person, PersonGram, Precision, Sex

__all__ = ["Consent", "Duplicate", "Erasure", "Merge", "Person", "PersonGram", "Precision", "Sex"]
