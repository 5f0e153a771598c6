git mv app/features app/domain && git commit -qm 'Move the resources'
