"""Reading the visit pack: the whole log, loaded once, with the experiments and what came of them."""

from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.experiments.result import read_result
from chalicelib.domain.pack.lifestyle import Tried
from chalicelib.domain.pack.visit_pack import VisitPack, build_pack
from chalicelib.domain.timeline import Timeline, as_of
from chalicelib.ports import Services


def read_visit_pack(services: Services, person_id: str) -> VisitPack:
    """The pack as of now. Raises NotSignedIn where the person is gone."""
    now = services.clock()
    loaded = services.log.load(person_id, None)
    if loaded is None:
        raise NotSignedIn
    # no carry: the pack tells of the older log, too
    timeline = as_of(loaded.person.profile, loaded.log.entries, now, imported_at=loaded.standing.imported_at)
    tried = [_tried(experiment, timeline) for experiment in services.log.load_experiments(person_id)]
    return build_pack(timeline, tried)


def _tried(experiment: Experiment, timeline: Timeline) -> Tried:
    state = experiment.state(timeline.now, timeline.zone)
    # a look before the end would spoil it
    is_over = state in ("finished", "stopped")
    return Tried(experiment=experiment, state=state, result=read_result(experiment, timeline) if is_over else None)
