"""Which reports there are."""

from oscar.apps.dashboard.reports import utils


class GeneratorRepository(utils.GeneratorRepository):
    """Oscar's, but for the two of its counters, which stay empty here (`shop.forks.analytics`)."""

    generators = [
        generator
        for generator in utils.GeneratorRepository.generators
        if generator not in (utils.ProductReportGenerator, utils.UserReportGenerator)
    ]
