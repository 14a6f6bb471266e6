#include "ui/cards/fit_words.h"

#include "ui/plots/plot_text.h"

#include <QCoreApplication>

namespace glassbox {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(glassbox::FitPanel)
};

QString comparison(const FsrsFit& fit) {
    return Say::tr(
               "On %1 held-out reviews, each predicted by parameters that had not seen its card, the mean log loss "
               "went from %2 with the defaults to %3: a gain of %4 ± %5 (standard error).")
        .arg(countText(fit.heldOut), plotNumber(fit.startLoss, 4), plotNumber(fit.fittedLoss, 4),
             signedNumber(fit.gain(), 2), plotNumber(fit.gainError, 2));
}

}  // namespace

QString fitSentence(const FsrsFit& fit) {
    switch (fit.outcome) {
        case FsrsFitOutcome::Fitted:
            return comparison(fit) +
                   Say::tr(" That is more than two standard errors: the fitted parameters are taken.");
        case FsrsFitOutcome::NoGain:
            if (fit.gain() <= 0)
                return comparison(fit) + Say::tr(" Fitted parameters predict no better: nothing was changed.");
            return comparison(fit) + Say::tr(
                                         " That is less than two standard errors, which may be chance: nothing was "
                                         "changed.");
        case FsrsFitOutcome::TooShort:
            return Say::tr(
                "There are too few reviews to fit, or too few cards that came back on a later day: nothing "
                "was changed.");
        case FsrsFitOutcome::Cancelled:
            break;
    }
    return Say::tr("Cancelled: nothing was changed.");
}

QString parameterMeaning(int parameter) {
    switch (parameter) {
        case 0:
            return Say::tr("stability after a first Again (1), days");
        case 1:
            return Say::tr("stability after a first Hard (2), days");
        case 2:
            return Say::tr("stability after a first Good (3 or 4), days");
        case 3:
            return Say::tr("stability after a first Easy (5), days");
        case 4:
            return Say::tr("difficulty after a first Again");
        case 5:
            return Say::tr("how much a better first answer lowers difficulty");
        case 6:
            return Say::tr("how much each answer moves difficulty");
        case 7:
            return Say::tr("how much difficulty is drawn back to that of an easy card");
        case 8:
            return Say::tr("growth of stability when remembered, logarithm");
        case 9:
            return Say::tr("how much less a stability grows that is large already");
        case 10:
            return Say::tr("how much more it grows when recall had become unlikely");
        case 11:
            return Say::tr("stability after forgetting, scale");
        case 12:
            return Say::tr("how much less is left of a difficult card");
        case 13:
            return Say::tr("how much more is left of a stable card");
        case 14:
            return Say::tr("how much more is left when recall had become unlikely");
        case 15:
            return Say::tr("factor of growth for Hard (2)");
        case 16:
            return Say::tr("factor of growth for Easy (5)");
        case 17:
            return Say::tr("on the same day: how much an answer counts");
        case 18:
            return Say::tr("on the same day: how much is gained whatever the answer");
        case 19:
            return Say::tr("on the same day: how much less a stable card grows");
        default:
            return Say::tr("bend of the forgetting curve: the larger, the faster recall falls beyond the stability");
    }
}

}  // namespace glassbox
